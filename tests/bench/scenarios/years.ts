import type { Report, Scenario } from '../report.ts';
import { FiveYears } from '../five-years.ts';

const DAYS = Number(process.env.DAYS ?? 1_300);

const simulation = async (): Promise<Report> => {
	const practice = await FiveYears.begin();
	try {
		await practice.live(DAYS);
		return await practice.look();
	} finally {
		practice.end();
	}
};

export const years: Scenario = { name: 'years', title: 'Five years simulated', run: simulation };
